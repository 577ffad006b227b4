//! Applies an edit to a file exactly, or says why not.
