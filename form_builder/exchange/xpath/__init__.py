"""XPath as XLSForms write it: read into a small tree, and translated into rules that know their types."""
