#include "phone/row_automaton.h"

#include <algorithm>

#include "phone/judge.h"
#include "phone/read_plain.h"

namespace deskbell::phone {
namespace {

/// Digits that are kept apart while it is not clear how they are to be read.
constexpr std::size_t kMaxWaiting = 8;

}  // namespace

constinit const RowAutomaton::Bytes RowAutomaton::kBytes;

bool RowAutomaton::Node::add_place(std::size_t at) {
  for (std::size_t i = 0; i < places; ++i) {
    if (place[i].at == at) return true;
  }
  if (places == kMaxPlaces) return false;
  place[places++].at = static_cast<std::uint8_t>(at);
  return true;
}

/// Two nodes of one key are one state.
std::string RowAutomaton::Node::key() const {
  std::string out(digits.data(), kept);
  const auto append = [&out](const auto& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof(value));
  };
  append(reinterpret_cast<std::uintptr_t>(home));
  append(reinterpret_cast<std::uintptr_t>(code));
  append(count);
  append(static_cast<char>((plus ? 1 : 0) + (only_zeros ? 2 : 0)));
  for (std::size_t i = 0; i < places; ++i) {
    append(place[i].at);
    append(static_cast<char>((place[i].zero ? 1 : 0) + (place[i].begun ? 2 : 0)));
    append(place[i].state);
  }
  return out;
}

RowAutomaton::RowAutomaton() {
  std::fill(std::begin(unknown_.next), std::end(unknown_.next), &unknown_);
  unknown_.verdict = RowState::kUnknown;
  std::fill(std::begin(never_.next), std::end(never_.next), &never_);
  never_.verdict = RowState::kOther;
}

void RowAutomaton::forget() {
  nodes_.clear();
  known_.clear();
  starts_.clear();
  stale_ = false;
}

RowState* RowAutomaton::add(const Node& node) {
  const std::size_t index = nodes_.size();
  if (index / kBlock == blocks_.size()) blocks_.push_back(std::make_unique<RowState[]>(kBlock));
  RowState& state = state_of(index);
  state = {};
  state.verdict = RowState::kUnknown;
  std::fill(std::begin(state.next), std::begin(state.next) + 10, &unknown_);
  state.next[kPassed] = &state;
  state.next[kPlus] = &never_;
  state.next[kStrange] = &never_;
  nodes_.push_back(node);
  return &state;
}

std::size_t RowAutomaton::node_of(const RowState* state) const {
  for (std::size_t block = 0;; ++block) {
    const RowState* const first = blocks_[block].get();
    if (state >= first && state < first + kBlock) {
      return block * kBlock + static_cast<std::size_t>(state - first);
    }
  }
}

RowState* RowAutomaton::intern(const Node& node) {
  RowState*& known = known_[node.key()];
  if (known == nullptr) known = add(node);
  return known;
}

const RowState* RowAutomaton::start(RegionPlan* home) {
  RowState*& known = starts_[home];
  if (known != nullptr) return known;
  Node node;
  node.home = home;
  known = add(node);
  known->verdict = RowState::kOther;
  if (home == nullptr) std::fill(std::begin(known->next), std::begin(known->next) + 10, &never_);
  node.home = nullptr;
  node.plus = true;
  RowState* const plus = intern(node);
  plus->verdict = RowState::kOther;
  known->next[kPlus] = plus;
  return known;
}

/// How many digits the trunk prefix takes, as soon as further digits cannot change it.
RowAutomaton::Step RowAutomaton::trunk(RegionPlan& plan, std::string_view rest, std::size_t* size) {
  *size = 0;
  if (!plan.has_trunk_prefix()) return Step::decided;
  bool open = true;
  const PrefixMatch match = plan.trunk_prefix_so_far(rest, &open);
  if (open) return Step::wait;
  if (!match.sure || (match.found && match.size > 0 && plan.rewrites_trunk())) return Step::never;
  if (match.found) *size = match.size;
  return Step::decided;
}

RowAutomaton::Step RowAutomaton::decide_international(std::size_t at, Node& node) {
  const std::string_view digits = node.text().substr(at);
  if (digits.empty()) return Step::wait;
  std::size_t size = 0;
  CodePlan* const code = split_code(digits, &size);
  if (code == nullptr) return digits[0] == '0' || digits.size() >= 3 ? Step::never : Step::wait;
  std::size_t trunk_digits = 0;
  const Step step = trunk(code->main(), digits.substr(size), &trunk_digits);
  if (step != Step::decided) return step;
  node.code = code;
  at += size;
  return node.add_place(at) && node.add_place(at + trunk_digits) ? Step::decided : Step::never;
}

RowAutomaton::Step RowAutomaton::decide_national(Node& node) {
  RegionPlan& home = *node.home;
  const std::string_view digits = node.text();
  bool open = true;
  const PrefixMatch idd = home.international_prefix_so_far(digits, &open);
  if (open) return Step::wait;
  if (!idd.sure || (idd.found && idd.size == 0)) return Step::never;
  if (idd.found) {
    if (idd.size == digits.size()) return Step::wait;
    if (digits[idd.size] != '0') return decide_international(idd.size, node);
  }
  node.code = &plans().of_code(home.calling_code());
  if (!node.code->exists()) return Step::never;
  const std::string_view code = home.code_digits();
  if (digits.size() < code.size() && code.starts_with(digits)) return Step::wait;
  std::size_t trunk_digits = 0;
  if (digits.starts_with(code)) {
    // Perhaps international without a plus.
    std::size_t from = code.size();
    Step step = trunk(home, digits.substr(from), &trunk_digits);
    if (step != Step::decided) return step;
    node.add_place(from);
    from += trunk_digits;
    node.add_place(from);
    step = trunk(node.code->main(), digits.substr(from), &trunk_digits);
    if (step != Step::decided) return step;
    if (trunk_digits > 0) return Step::never;
  }
  const Step step = trunk(home, digits, &trunk_digits);
  if (step != Step::decided) return step;
  return node.add_place(0) && node.add_place(trunk_digits) ? Step::decided : Step::never;
}

/// Sets code and places as soon as the digits say them.
RowAutomaton::Step RowAutomaton::decide(Node& node) {
  Node tried = node;
  const Step step = node.plus ? decide_international(0, tried) : decide_national(tried);
  if (step == Step::wait) return node.count < kMaxWaiting ? step : Step::never;
  if (step == Step::decided) node = tried;
  return step;
}

/// Follows one more of the digits from a place on, which are given up to and with it.
void RowAutomaton::follow(Place& place, const Node& node, std::string_view digits) {
  const std::string_view before = digits.substr(0, digits.size() - 1);
  if (before.empty()) {
    place.state = node.code->automaton()->start();
    place.zero = digits[0] == '0';
  }
  for (std::size_t i = 0; !before.empty() && !place.begun && i < node.code->size(); ++i) {
    place.begun = node.code->region(i).judge(before).in_range;
  }
  regex::Automaton& automaton = *node.code->automaton();
  const std::uint32_t generation = automaton.generation();
  place.state = automaton.run(place.state, digits.substr(before.size()));
  stale_ = stale_ || automaton.generation() != generation;
}

const RowState* RowAutomaton::make_next(const RowState& from, char digit) {
  Node node = nodes_[node_of(&from)];
  if (node.count == kMaxDigits) return &never_;
  node.digits[node.count++] = digit;
  if (node.code != nullptr) {
    for (std::size_t i = 0; i < node.places; ++i) {
      follow(node.place[i], node, node.text().substr(node.place[i].at));
    }
    node.only_zeros = node.only_zeros && digit == '0';
    return intern(node);
  }
  const Step step = decide(node);
  if (step == Step::wait) node.kept = node.count;
  if (step == Step::wait) return intern(node);
  if (step == Step::never || node.code->automaton() == nullptr) return &never_;
  node.kept = 0;
  for (std::size_t i = 0; i < node.places; ++i) {
    Place& place = node.place[i];
    const std::string_view digits = node.text().substr(place.at);
    for (std::size_t size = 1; size <= digits.size(); ++size) {
      follow(place, node, digits.substr(0, size));
    }
    node.kept = std::max(node.kept, place.at);
  }
  node.only_zeros = node.text().substr(node.kept).find_first_not_of('0') == std::string_view::npos;
  return intern(node);
}

void RowAutomaton::conclude(std::size_t index) {
  const Node& node = nodes_[index];
  RowState& state = state_of(index);
  state.verdict = RowState::kOther;
  PlainNumber number;
  std::copy(node.digits.begin(), node.digits.end(), number.digits.begin());
  number.count = node.count;
  if (node.code == nullptr || node.only_zeros ||
      !read_plain_digits(node.plus, node.home, &number)) {
    return;
  }
  // What stands before the national number is the same for every text that comes here, so the key
  // is the value of all digits and a constant, modulo 2^64.
  const auto append = [](std::uint64_t value, std::string_view digits) {
    for (const char digit : digits) value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    return value;
  };
  const auto code = static_cast<std::uint64_t>(number.code->calling_code());
  state.shift = append(code, number.national()) - append(0, number.written());
  state.kind = number.kind;
  if (number.valid()) {
    state.country = pack_country(number.region->id());
    state.verdict = static_cast<std::uint8_t>(NumberReason::none);
    return;
  }
  state.verdict = RowState::kInvalid;
  // Short numbers, and those that lose a trunk 0, go by more digits than a state keeps apart.
  const bool written_nationally = number.source == PhoneNumber::FROM_DEFAULT_COUNTRY;
  const auto* const place =
      std::find_if(node.place.begin(), node.place.begin() + node.places,
                   [&number](const Place& each) { return each.at == number.national_at; });
  if (place == node.place.begin() + node.places || place->zero ||
      (written_nationally && has_short_numbers(node.home->id(), number.national().size()))) {
    return;
  }
  state.country = pack_country(number.code->main().id());
  state.verdict =
      static_cast<std::uint8_t>(judge(*number.code, number.national(), written_nationally));
}

void RowAutomaton::learn(RegionPlan* home, std::string_view text) {
  if (nodes_.size() + kMaxDigits + 2 > kMaxStates) forget();
  const RowState* state = start(home);
  for (const char c : text) {
    const std::uint8_t column = kBytes.of[static_cast<unsigned char>(c)].column;
    const RowState* next = state->next[column];
    if (next == &unknown_) {
      next = make_next(*state, c);
      if (stale_) return forget();
      state_of(node_of(state)).next[column] = next;
    }
    state = next;
  }
  if (state->verdict == RowState::kUnknown) conclude(node_of(state));
}

RowAutomaton& row_automaton() {
  thread_local RowAutomaton made;
  return made;
}

}  // namespace deskbell::phone
