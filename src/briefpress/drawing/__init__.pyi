from .charts import draw_chart as draw_chart, draw_map as draw_map, draw_vega_lite as draw_vega_lite
from .look import Look as Look
from .vega_lite import CannotDrawError as CannotDrawError, is_missing as is_missing
