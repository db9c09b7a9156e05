// The one door to JavaScript: registrations only. The parameters are owned strings because Embind
// copies every argument into the module's memory anyway.
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>

#include "core/engine.h"
#include "core/views.h"

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
string reply(const string& provider, const string& decision) {
  return core::reply(provider, decision);
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
  emscripten::function("reply", &reply);
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

// What is asked a million times crosses as plain numbers and a piece of the module's memory; the
// loader looks at it through typed arrays. The addresses never change.
extern "C" {
EMSCRIPTEN_KEEPALIVE std::uintptr_t deskbell_views() {
  return reinterpret_cast<std::uintptr_t>(&core::views());
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_read(std::uint32_t bytes, std::uint32_t country) {
  return core::read_in_view(bytes, country);
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_column(std::uint32_t bytes, std::uint32_t country) {
  return core::read_column_in_view(bytes, country);
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_write_e164(std::uint32_t rows) {
  return core::write_e164_in_view(rows);
}
}
