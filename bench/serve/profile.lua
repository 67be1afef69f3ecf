-- One page of figures, asked again and again; twelve connections, each near fifty a second.
function init(arguments)
  LAYER = arguments[1]
end
function request()
  return wrk.format("GET", "/api/v1/profile?layer=" .. LAYER)
end
function delay()
  return 20
end
