#include "store/bulk/platform.h"

#include "store/bulk/version.h"
#include "store/files.h"
#include "store/xap.h"

void platform_here(struct platform *p)
{
	*p = (struct platform){.library = xap_version(), .little_endian = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__};
}

bool platform_is_known(const struct platform *p, char **why)
{
	if (!span_starts(span_of(p->library), "1.4."))
		*why = error_message("Xapian %s is not a version it knows", p->library);
	else if (!p->little_endian)
		*why = error_message("it is not tried on big-endian machines");
	else if (p->format != VERSION_FORMAT)
		*why = error_message("Xapian %s writes format %u, not %u", p->library, p->format, VERSION_FORMAT);
	else if (p->block != TABLE_BLOCK)
		*why = error_message("Xapian %s writes blocks of %u bytes, not %u", p->library, p->block, TABLE_BLOCK);
	else
		return true;
	return false;
}
