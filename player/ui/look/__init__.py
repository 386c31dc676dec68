"""What the themes are: plain data without Qt, cheap to import, so that the first paint already has its colours."""
