-- Asks Latchkey whether a visitor may see a page of the application, and sends on the identity of those who may.

local IDENTITY = { "remote-user", "remote-name", "remote-email", "remote-groups", "latchkey-session", "latchkey-assertion" }
-- Every name in application.forward_headers and application.token_header belongs here, too.
local TOLD = {
  "accept", "accept-language", "access-control-request-method", "cookie", "origin", "referer", "sec-fetch-mode", "sec-websocket-key", "upgrade",
  "user-agent", "x-forwarded-for", "x-requested-with",
}
local PASSED_ON = {
  "cache-control", "content-security-policy", "content-type", "location", "retry-after", "www-authenticate", "x-content-type-options",
  "x-frame-options",
}

core.register_action("latchkey", { "http-req" }, function(txn)
  local sent = txn.http:req_get_headers()
  local told = {
    ["x-forwarded-method"] = { txn.f:method() },
    ["x-forwarded-proto"] = { txn.f:ssl_fc() == 1 and "https" or "http" },
    ["x-forwarded-host"] = { txn.f:req_fhdr("host") },
    ["x-forwarded-uri"] = { txn.f:pathq() },
  }
  for _, name in ipairs(TOLD) do
    if sent[name] then
      told[name] = {}
      for i = 0, #sent[name] do table.insert(told[name], sent[name][i]) end
    end
  end

  local answer = core.httpclient():get { url = txn:get_var("txn.latchkey_check"), headers = told, timeout = 5000 }
  local heard = answer and answer.headers or {}
  if answer and answer.status == 200 then
    for _, name in ipairs(IDENTITY) do
      txn.http:req_set_header(name, heard[name] and heard[name][0] or "")
    end
    txn:set_var("txn.latchkey_passed", true)
    return
  end

  -- Without an answer, nobody is let through.
  local refusal = txn:reply { status = answer and answer.status > 0 and answer.status or 503, body = answer and answer.body or "" }
  for _, name in ipairs(PASSED_ON) do
    if heard[name] then refusal:add_header(name, heard[name][0]) end
  end
  txn:done(refusal)
end, 0)
