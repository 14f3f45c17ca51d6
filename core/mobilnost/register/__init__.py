"""The register: what an office keeps of its cases, over years and with several people working at once.

The law lies in files, the cases lie here. Every record is kept whole, with all its revisions; who did what stands in a
journal whose entries are chained by their hashes.
"""
