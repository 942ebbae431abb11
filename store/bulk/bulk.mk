# The direct writer (store/bulk/bulk.h), of hrindex alone. Without this folder and the line of the
# Makefile that includes this file, the library writes everything.
BULK = aside bulk code compare deflate filing inverter join order part platform postlist run sample selftest settle slots spool table version
INDEXER_OBJECTS += $(BULK:%=$(BUILD)/store/bulk/%.o)
CPPFLAGS += -DSTORE_BULK
