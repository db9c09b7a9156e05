// The one door to JavaScript: registrations only. The parameters are owned strings because Embind
// copies every argument into the module's memory anyway.
#include <emscripten/bind.h>

#include "core/engine.h"

namespace {

using std::string;
namespace core = deskbell::core;

string normalize(const string& text, const string& country) {
  return core::normalize(text, country);
}
string format_as_you_type(const string& text, const string& country) {
  return core::format_as_you_type(text, country);
}
string decode(const string& provider, const string& request) {
  return core::decode(provider, request);
}
string render_reply(const string& provider, const string& decision) {
  return core::render_reply(provider, decision);
}
string step(const string& call, const string& event, const string& viewpoint) {
  return core::step(call, event, viewpoint);
}
string resume(const string& call, const string& viewpoint) { return core::resume(call, viewpoint); }
string match_dialled(const string& calls, const string& event) {
  return core::match_dialled(calls, event);
}

string overdue(const string& call, double now) { return core::overdue(call, now); }
string preset_matrix(const string& name) { return core::preset_matrix(name); }
string check_matrix(const string& matrix) { return core::check_matrix(matrix); }
string check_routing(const string& routing) { return core::check_routing(routing); }
string check_mapping(const string& request) { return core::check_mapping(request); }
string decide(const string& request) { return core::decide(request); }
string route(const string& request) { return core::route(request); }

}  // namespace

EMSCRIPTEN_BINDINGS(deskbell) {
  emscripten::function("version", &core::version);
  emscripten::function("normalize", &normalize);
  emscripten::function("formatAsYouType", &format_as_you_type);
  emscripten::function("decode", &decode);
  emscripten::function("renderReply", &render_reply);
  emscripten::function("step", &step);
  emscripten::function("resume", &resume);
  emscripten::function("matchDialled", &match_dialled);
  emscripten::function("overdue", &overdue);
  emscripten::function("presetMatrix", &preset_matrix);
  emscripten::function("checkMatrix", &check_matrix);
  emscripten::function("checkRouting", &check_routing);
  emscripten::function("checkMapping", &check_mapping);
  emscripten::function("decide", &decide);
  emscripten::function("route", &route);
}
