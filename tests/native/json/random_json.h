// Documents by chance, from a seed: every kind of value, every kind of character, nested.
#pragma once

#include <nlohmann/json.hpp>
#include <random>
#include <string>

namespace deskbell::json {

class RandomJson {
 public:
  explicit RandomJson(unsigned seed) : random_(seed) {}

  nlohmann::json document(int depth = 4) {
    switch (below(depth > 0 ? 9 : 7)) {
      case 0:
        return nullptr;
      case 1:
        return below(2) == 1;
      case 2:
        return static_cast<std::int64_t>(random_());
      case 3:
        return static_cast<std::int64_t>(below(2000)) - 1000;
      case 4:
        return static_cast<std::uint64_t>(random_() >> 1);
      case 5:
        return static_cast<double>(static_cast<std::int64_t>(below(1'000'000)) - 500'000) / 8;
      case 6:
        return text();
      case 7: {
        auto list = nlohmann::json::array();
        for (auto left = below(5); left > 0; --left) list.push_back(document(depth - 1));
        return list;
      }
      default: {
        auto members = nlohmann::json::object();
        for (auto left = below(5); left > 0; --left) members[text()] = document(depth - 1);
        return members;
      }
    }
  }

  std::string text() {
    constexpr std::string_view kPieces[] = {"a",    "id",   "\"",     "\\",     "\n",
                                            "\x1f", "\x7f", "\u00e9", "\u20ac", "\U0001f514",
                                            "/",    "\t",   "\u202e", "callId", " "};
    std::string text;
    for (auto left = below(6); left > 0; --left) text += kPieces[below(std::size(kPieces))];
    if (below(20) == 0) text += '\0';
    return text;
  }

  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }

 private:
  std::mt19937_64 random_;
};

}  // namespace deskbell::json
