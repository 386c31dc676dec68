"""Benchmarks: ``python3 -m tests bench``.

Each module ``bench_*`` has NAME, GOAL and run(); its line in `MODULES` puts it into the table. A floor is timed in the
same run as what it is a floor for, and nothing is ever asserted in seconds: the table is for people to read.
"""

MODULES = (
    "bench_engine",
    "bench_append",
    "bench_load",
    "bench_import",
    "bench_export",
    "bench_session_export",
    "bench_bad_input",
    "bench_report",
    "bench_report_cold",
    "bench_start",
    "bench_memory",
    "bench_findings",
    "bench_findings_live",
    "bench_open",
    "bench_open_page",
    "bench_seek",
    "bench_seek_page",
    "bench_compare",
    "bench_plots",
    "bench_log_scroll",
    "bench_log_filter",
    "bench_key_saved",
    "bench_lateness",
)
"""Every benchmark, in the order of the table: what brings Qt into the process comes last."""
