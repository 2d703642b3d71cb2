from .printing import print_pdf as print_pdf
