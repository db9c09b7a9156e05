// The drawing in wasm-core/calls/transitions.h against the table.
#include "calls/transitions.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/names.h"

namespace deskbell::calls {
namespace {

using Arrows = std::map<std::pair<CallState, EventType>, CallState>;

std::string without(std::string text, const std::string& part) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
    text.replace(at, part.size(), " ");
  }
  return text;
}

// Lines like `//   offered   ─ ringing, transferred ────────▶ ringing`.
Arrows drawn() {
  std::ifstream header(std::string(DESKBELL_TESTS_FOLDER) + "/../wasm-core/calls/transitions.h");
  EXPECT_TRUE(header.good());
  Arrows arrows;
  for (std::string line; std::getline(header, line);) {
    if (line.find("▶") == std::string::npos) continue;
    for (const char* mark : {"//", "─", "▶", ","}) line = without(line, mark);
    std::istringstream words(line);
    std::vector<std::string> names;
    for (std::string word; words >> word;) names.push_back(word);
    EXPECT_GE(names.size(), 3U) << line;
    const auto from = value_of<CallState>(kCallStateNames, names.front());
    const auto to = value_of<CallState>(kCallStateNames, names.back());
    EXPECT_TRUE(from && to) << line;
    for (std::size_t i = 1; i + 1 < names.size(); ++i) {
      const auto event = value_of<EventType>(kEventTypeNames, names[i]);
      EXPECT_TRUE(event) << names[i];
      if (!from || !to || !event) continue;
      EXPECT_TRUE(arrows.emplace(std::pair(*from, *event), *to).second) << line;
    }
  }
  return arrows;
}

TEST(Transitions, AreThoseOfTheDrawing) {
  const Arrows arrows = drawn();
  EXPECT_GT(arrows.size(), 25U);
  for (std::size_t s = 0; s < kCallStateNames.size(); ++s) {
    for (std::size_t e = 0; e < kEventTypeNames.size(); ++e) {
      const auto state = static_cast<CallState>(s);
      const auto event = static_cast<EventType>(e);
      const auto arrow = arrows.find({state, event});
      const CallState expected = arrow == arrows.end() ? state : arrow->second;
      EXPECT_EQ(next_state(state, event), expected)
          << kCallStateNames[s] << " " << kEventTypeNames[e];
    }
  }
}

}  // namespace
}  // namespace deskbell::calls
