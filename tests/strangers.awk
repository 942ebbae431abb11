# strangers.awk: for tests/layers.sh.
# Says who includes a header that is "For a.c, b*.c and room/" and is not named there. What a header includes, it
# includes for its own source; tests/ and tools/ may include anything.
FNR == 1 { opening = FILENAME ~ /\.h$/ }
opening { text[FILENAME] = text[FILENAME] " " $0; opening = !/\*\// }
/^#include "/ { split($0, part, "\""); includers[part[2]] = includers[part[2]] " " FILENAME }

# The files and rooms that a header says it is for, as a pattern; "" if it names none.
function named(header,    word, count, last, i, room, pattern) {
	count = split(text[header], word)
	room = header
	sub(/[^\/]*$/, "", room)
	for (i = 1; i <= count; i++) {
		last = word[i] ~ /[.:;]$/
		sub(/[,.:;]$/, "", word[i])
		if (word[i] == "For")
			pattern = " "
		else if (pattern != "" && word[i] ~ /(\.c|\/)$/)
			pattern = pattern "|" (word[i] ~ /\// ? "" : room) word[i]
		else if (word[i] !~ /^(and|its|tests|only|\*)$/)
			pattern = ""
		if (last && pattern != "")
			return substr(pattern, 3)
	}
	return ""
}

function source(file) {
	sub(/\.h$/, ".c", file)
	return file
}

END {
	for (header in text) {
		pattern = named(header)
		gsub(/\./, "[.]", pattern)
		gsub(/\*/, "[a-z_0-9]*", pattern)
		count = split(includers[header], by)
		for (i = 1; i <= count && pattern != ""; i++)
			if (source(by[i]) != source(header) && source(by[i]) !~ "^(" pattern "|tests/|tools/)")
				print header " does not name " by[i]
	}
}
