-- Who may decide: an act, a function and a value, another combination each time; twelve connections, each near fifty a second.
local value = 0
function request()
  value = value + 1
  return wrk.format("GET", "/api/v1/who?act=" .. ACT .. "&function=" .. FUNCTION .. "&value=" .. value)
end
function init(arguments)
  ACT = arguments[1]
  FUNCTION = arguments[2]
  value = math.random(1000000)
end
function delay()
  return 20
end
