"""The official files of ESCO read into plain values, the starter of our own, and words linked to either."""
