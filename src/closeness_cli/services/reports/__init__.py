"""Reports: read from the stores what a period holds, and put it together, a section a file."""
