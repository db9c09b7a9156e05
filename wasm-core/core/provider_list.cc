#include "core/provider_list.h"

#include "providers/deskbell.h"
#include "providers/pbxware.h"
#include "providers/ringostat.h"
#include "providers/zadarma.h"

namespace deskbell::core {
namespace {

Error unknown_provider() {
  return {ErrorCode::unknown_provider,
          "no such provider; Deskbell knows: zadarma, ringostat, pbxware, deskbell"};
}

/// Which decoder a complaint comes from is said here, once for all of them.
Result<providers::DecodedRequest> named(std::string_view provider,
                                        Result<providers::DecodedRequest> decoded) {
  if (decoded.ok()) return decoded;
  return Error{decoded.error().code, std::string(provider) + ": " + decoded.error().detail};
}

}  // namespace

Result<providers::DecodedRequest> decode_request(std::string_view provider,
                                                 const providers::ProviderRequest& request) {
  if (provider == "zadarma") return named(provider, providers::decode_zadarma(request));
  if (provider == "ringostat") return named(provider, providers::decode_ringostat(request));
  if (provider == "pbxware") return named(provider, providers::decode_pbxware(request));
  if (provider == "deskbell") return named(provider, providers::decode_deskbell(request));
  return unknown_provider();
}

Result<providers::ProviderReply> render_decision(std::string_view provider,
                                                 const providers::RoutingDecision& decision,
                                                 std::string_view accept) {
  if (provider == "zadarma") return providers::render_zadarma_reply(decision);
  if (provider == "pbxware") return providers::render_pbxware_reply(decision, accept);
  // The others ask nothing and take any answer for an acknowledgement.
  if (provider == "ringostat" || provider == "deskbell") {
    return providers::ProviderReply{"{}", "application/json"};
  }
  return unknown_provider();
}

}  // namespace deskbell::core
