-- Single creates of jobs that fire months from now, each at another second, for wrk. After "--" comes
-- the URL of the jobs' target.
local requests = {}
local count = 1000
local sent = 0

function init(arguments)
  local month = (tonumber(os.date("!%m")) + 4) % 12 + 1
  for i = 0, count - 1 do
    local schedule = string.format("%d %d %d %d %d *",
      i % 60, math.floor(i / 60) % 60, i % 24, i % 28 + 1, month)
    local body = string.format('{"schedule":"%s","api":"%s"}', schedule, arguments[1])
    requests[i] = wrk.format("POST", nil, {["Content-Type"] = "application/json"}, body)
  end
end

function request()
  sent = sent + 1
  return requests[sent % count]
end
