"""Forms in and out: XLSForm workbooks read and written, JSON Schema, printable blanks. The gate of openpyxl and pyxform."""
