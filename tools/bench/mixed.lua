-- For tools/soak: wrk asks for the paths in the file that PATHS names, one a line, each thread from a place of its own.
local paths, at = {}, 0
local threads = 0

function setup(thread)
	thread:set("offset", threads)
	threads = threads + 1
end

function init()
	for line in io.lines(os.getenv("PATHS")) do
		paths[#paths + 1] = line
	end
	at = offset * math.floor(#paths / 2)
end

function request()
	at = at % #paths + 1
	return wrk.format("GET", paths[at])
end
