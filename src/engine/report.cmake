# The engine's part that says what a whole collection comes to, for a scan's report.
unspin_module_part(engine
  SOURCES boilerplate.cc scan_overview.cc)
