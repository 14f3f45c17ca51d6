"""Recognition: from a transcript of records to what is recognised of it, with a full account (čl. 13, čl. 14).

credits      the credits of a host as ECTS, by a named principle
grades       the grades of a host as ours, by a named method
gradebook    the grades of one transcript, by what the paper says and the office knows
units        which results count: every achievement once
matching     which result is which line of the learning agreement
law          the regulation's table of outcomes, and what a coordinator may decide otherwise
words        what the host says of a result, and where it contradicts itself
proposal     what is proposed for every result
naming       what it is called, where it was achieved, and when
grounds      what a proposal rests on, gathered for a judged dossier
account      the sums of a stay: recognised, missing, beyond
deviations   what a coordinator decides otherwise, and why
records      what is kept of it

Pure: values in, values out; a proposal decides nothing.
"""
