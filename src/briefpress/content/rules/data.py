"""The rules on the data files that tables and charts are made of."""

from __future__ import annotations

from briefpress.findings import Rule, Severity

DATA_FILE = Rule(
    id="data-file",
    severity=Severity.ERROR,
    title="Every data file can be read, and lies in the folder of the brief",
    why="Readers would miss what it shows.",
    mend="put the file beside the brief, or mend its name",
)
DATA_FORMAT = Rule(
    id="data-format",
    severity=Severity.ERROR,
    title="Every data file is whole, not encrypted, and CSV, TSV, XLSX or ODS",
    why="What cannot be read cannot be printed.",
    mend="open it in a spreadsheet program and save it as .xlsx, .ods or .csv (UTF-8)",
)
DATA_ENCODING = Rule(
    id="data-encoding",
    severity=Severity.ERROR,
    title="Every CSV file is UTF-8, or the content file names its encoding",
    why="In an unknown encoding, letters beyond English come out as others.",
    mend='save it anew: in Excel as "CSV UTF-8", in LibreOffice with the character set UTF-8',
)
DATA_SIZE = Rule(
    id="data-size",
    severity=Severity.ERROR,
    title="No data file is larger than what a brief can show",
    why="Nobody reads a hundred thousand rows in a brief, and they take long to set.",
    mend="keep only what the brief shows, or name the rows with range: and where:",
)
DATA_ROW = Rule(
    id="data-row",
    severity=Severity.ERROR,
    title="Every row of a data file has a value for each column",
    why="Values that slip into the next column are under the wrong heading.",
    mend='give the row a value for each column; put quotation marks around one that holds the separator ("1,200")',
    wcag="1.3.1",
)
DATA_COLUMN = Rule(
    id="data-column",
    severity=Severity.ERROR,
    title="Every column, row and sheet that is asked for is in the data file, once",
    why="What is missing there cannot be printed, and of two one would be a guess.",
    mend="mend the name, or the heading in the data file",
)
DATA_VALUE = Rule(
    id="data-value",
    severity=Severity.ERROR,
    title="Every cell of a data file holds its value",
    why="A formula that was not computed, or that failed, says nothing to readers.",
    mend="mend it in the spreadsheet program, and save the file there",
)
