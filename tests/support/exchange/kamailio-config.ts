/** An account of the exchange. */
export interface Subscriber {
  user: string
  password: string
  /** Outside numbers (E.164) that ring here. */
  numbers?: string[]
}

export interface KamailioOptions {
  sipPort: number
  webSocketPort: number
  database: string
  subscribers: readonly Subscriber[]
}

/** The domain of all accounts; it is a name only, nothing resolves it. */
export const DOMAIN = 'exchange.test'

/**
 * Kamailio as registrar and proxy between pages (SIP over WebSocket) and telephones (UDP), after the
 * examples of its modules websocket and nathelper. Media flow past it.
 */
export function kamailioConfig(options: KamailioOptions): string {
  const { sipPort, webSocketPort, database, subscribers } = options
  const numbers = subscribers.flatMap(({ user, numbers }) =>
    (numbers ?? []).map(number => `  if ($rU == "${number}") { $rU = "${user}"; }`),
  )
  return `#!KAMAILIO
debug=0
log_stderror=yes
children=2
tcp_children=2
# A page's messages carry SDP with many candidates.
tcp_rd_buf_size=65536
tcp_accept_no_cl=yes
tcp_connection_lifetime=3605
auto_aliases=no
alias="${DOMAIN}"
server_header="Server: exchange"
listen=udp:127.0.0.1:${sipPort}
listen=tcp:127.0.0.1:${webSocketPort}

loadmodule "sl.so"
loadmodule "tm.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "kex.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "xhttp.so"
loadmodule "websocket.so"
loadmodule "nathelper.so"
loadmodule "db_sqlite.so"
loadmodule "auth.so"
loadmodule "auth_db.so"

modparam("usrloc", "db_mode", 0)
modparam("registrar", "max_contacts", 10)
modparam("tm", "fr_timer", 5000)
modparam("tm", "fr_inv_timer", 120000)
modparam("nathelper|registrar", "received_avp", "$avp(RECEIVED)")
modparam("auth_db", "db_url", "sqlite://${database}")
modparam("auth_db", "calculate_ha1", 0)
modparam("auth_db", "password_column", "ha1")
modparam("auth_db", "load_credentials", "")

event_route[xhttp:request] {
  if ($hdr(Upgrade) =~ "websocket" && $rm == "GET") {
    ws_handle_handshake();
    exit;
  }
  xhttp_reply("404", "Not Found", "text/plain", "SIP over WebSocket only");
}

onreply_route {
  if (nat_uac_test(64)) { add_contact_alias(); }
}

route[RELAY] {
  t_relay();
  exit;
}

request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (nat_uac_test(64)) {
    force_rport();
    if (is_method("REGISTER")) { fix_nated_register(); }
    else { add_contact_alias(); }
  }
  if (is_method("CANCEL")) {
    if (t_check_trans()) { route(RELAY); }
    exit;
  }
  if (has_totag()) {
    if (loose_route()) {
      handle_ruri_alias();
      # A transfer makes the far end call anew by this address.
      if (is_method("NOTIFY|INVITE|REFER")) { record_route(); }
      route(RELAY);
    }
    if (is_method("ACK")) {
      if (t_check_trans()) { route(RELAY); }
      exit;
    }
    sl_send_reply("404", "Not Here");
    exit;
  }
  if (is_method("ACK")) { exit; }
  t_check_trans();
  if (is_method("OPTIONS")) { sl_send_reply("200", "OK"); exit; }
  if (is_method("REGISTER")) {
    if (!www_authorize("${DOMAIN}", "subscriber")) { www_challenge("${DOMAIN}", "0"); exit; }
    if ($au != $tU) { sl_send_reply("403", "Forbidden"); exit; }
    save("location");
    exit;
  }
  # Who comes from elsewhere is the telephone network: it calls without an account.
  if (is_method("INVITE") && proto == WS) {
    if (!proxy_authorize("${DOMAIN}", "subscriber")) { proxy_challenge("${DOMAIN}", "0"); exit; }
    consume_credentials();
  }
  if (is_method("INVITE")) { record_route(); }
${numbers.join('\n')}
  if ($rU == "+31000000486") { sl_send_reply("486", "Busy Here"); exit; }
  if ($rU == "+31000000603") { sl_send_reply("603", "Decline"); exit; }
  if ($rU == "+31000000480") { sl_send_reply("480", "Temporarily Unavailable"); exit; }
  if (!lookup("location")) {
    sl_send_reply("404", "Not Found");
    exit;
  }
  handle_ruri_alias();
  route(RELAY);
}
`
}
