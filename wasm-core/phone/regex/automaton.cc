#include "phone/regex/automaton.h"

#include <algorithm>

namespace deskbell::regex {
namespace {

using Op = Instruction::Op;

std::size_t hash_of(const std::uint16_t* items, std::size_t count) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (std::size_t i = 0; i < count; ++i) hash = (hash ^ items[i]) * 16777619U;
  return hash ^ (hash >> 15);
}

}  // namespace

static_assert(kMaxInstructions < 0xFFFF, "instructions are kept in 16 bits");

Automaton::Automaton(const Program& program, From from, Alphabet alphabet, std::size_t max_states)
    : program_(program), from_(from), max_states_(max_states), seen_(program.code.size(), 0) {
  sort_into_classes(alphabet);
  forget();
}

/// Characters that no instruction tells apart share a column of the table.
void Automaton::sort_into_classes(Alphabet alphabet) {
  if (alphabet == Alphabet::digits) {
    for (unsigned digit = 0; digit < 10; ++digit) {
      class_of_['0' + digit] = static_cast<std::uint8_t>(digit);
      representative_.push_back(U'0' + digit);
    }
  } else {
    unsigned classes = 1;
    std::array<bool, 128> single{};
    const auto split = [&](auto&& contains) {
      std::array<std::uint8_t, 128> moved{};  // old class → new class of its members; 0: none yet
      for (unsigned c = 0; c < 128; ++c) {
        if (!contains(c)) continue;
        const std::uint8_t old = class_of_[c];
        bool all = true;
        for (unsigned other = 0; other < 128 && all; ++other) {
          all = class_of_[other] != old || contains(other);
        }
        if (all && moved[old] == 0) continue;
        if (moved[old] == 0) moved[old] = static_cast<std::uint8_t>(classes++);
        class_of_[c] = moved[old];
      }
    };
    for (const Instruction& step : program_.code) {
      if (step.op != Op::ascii || single[step.x]) continue;
      single[step.x] = true;
      split([&](unsigned c) { return c == step.x; });
    }
    for (const CharSet& set : program_.sets) {
      split([&](unsigned c) { return set.contains(c); });
    }
    representative_.resize(classes);
    for (unsigned c = 0; c < 128; ++c) representative_[class_of_[c]] = c;
  }
  const std::size_t columns = alphabet == Alphabet::digits ? 16 : representative_.size();
  while ((std::size_t{1} << shift_) < columns) ++shift_;
}

void Automaton::forget() {
  states_.clear();
  pool_.clear();
  table_.clear();
  slots_.assign(64, kUnknown);
  start_.fill(kUnknown);
  ++generation_;
  gathered_.clear();
  intern();  // kDead: no instructions; it leads to itself
  std::fill(table_.begin(), table_.begin() + static_cast<std::ptrdiff_t>(representative_.size()),
            kDead);
}

Automaton::State Automaton::start(bool at_text_start) {
  State& known = start_[at_text_start ? 1 : 0];
  if (known == kUnknown) {
    ++round_;
    follow(0, at_text_start, false);
    const State made = intern();
    start_[at_text_start ? 1 : 0] = made;
    return made;
  }
  return known;
}

/// Gathers the instructions that are reached from pc without consuming.
void Automaton::follow(std::uint32_t pc, bool at_text_start, bool at_end) {
  pending_.push_back(static_cast<std::uint16_t>(pc));
  while (!pending_.empty()) {
    const std::uint16_t at = pending_.back();
    pending_.pop_back();
    if (at >= seen_.size() || seen_[at] == round_) continue;  // beyond: behind the last that joined
    seen_[at] = round_;
    const Instruction& step = program_.code[at];
    switch (step.op) {
      case Op::split:
        pending_.push_back(static_cast<std::uint16_t>(step.y));
        pending_.push_back(static_cast<std::uint16_t>(step.x));
        break;
      case Op::jump:
        pending_.push_back(static_cast<std::uint16_t>(step.x));
        break;
      case Op::save:
        pending_.push_back(static_cast<std::uint16_t>(at + 1));
        break;
      case Op::begin:
        if (at_text_start) pending_.push_back(static_cast<std::uint16_t>(at + 1));
        break;
      case Op::end:
        if (at_end) {
          pending_.push_back(static_cast<std::uint16_t>(at + 1));
        } else {
          gathered_.push_back(at);
        }
        break;
      default:
        gathered_.push_back(at);
    }
  }
}

Automaton::State Automaton::step(State state, char32_t point) {
  ++round_;
  const Entry entry = this->entry(state);
  for (std::size_t i = 0; i < entry.count; ++i) {
    const std::uint16_t pc = pool_[entry.first + i];
    const Instruction& step = program_.code[pc];
    if (step.consumes() && program_.accepts(step, point)) follow(pc + 1U, false, false);
  }
  if (from_ == From::anywhere) follow(0, false, false);
  return intern();
}

Automaton::State Automaton::make_next(State state, unsigned char_class) {
  const std::uint32_t before = generation_;
  const State made = step(state, representative_[char_class]);
  if (generation_ == before) table_[state + char_class] = made;
  return made;
}

Automaton::State Automaton::find_slot(std::size_t hash, std::size_t* slot) const {
  const std::size_t mask = slots_.size() - 1;
  for (*slot = hash & mask; slots_[*slot] != kUnknown; *slot = (*slot + 1) & mask) {
    const State state = slots_[*slot];
    if (entry(state).count == gathered_.size() &&
        std::equal(begin(state), end(state), gathered_.begin()))
      return state;
  }
  return kUnknown;
}

void Automaton::grow_slots() {
  std::vector<State> old(slots_.size() * 2, kUnknown);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const State state : old) {
    if (state == kUnknown) continue;
    std::size_t slot = hash_of(begin(state), entry(state).count) & mask;
    while (slots_[slot] != kUnknown) slot = (slot + 1) & mask;
    slots_[slot] = state;
  }
}

Automaton::State Automaton::intern() {
  std::sort(gathered_.begin(), gathered_.end());
  const std::size_t hash = hash_of(gathered_.data(), gathered_.size());
  std::size_t slot = 0;
  if (const State known = find_slot(hash, &slot); known != kUnknown) {
    gathered_.clear();
    return known;
  }
  if (states_.size() >= max_states_) {
    std::vector<std::uint16_t> kept;
    kept.swap(gathered_);
    forget();
    gathered_.swap(kept);
    find_slot(hash, &slot);
  }
  const auto made = static_cast<State>(states_.size() << shift_);
  bool matches = false;
  bool has_end = false;
  for (const std::uint16_t pc : gathered_) {
    matches = matches || program_.code[pc].op == Op::match;
    has_end = has_end || program_.code[pc].op == Op::end;
  }
  states_.push_back({static_cast<std::uint32_t>(pool_.size()),
                     static_cast<std::uint16_t>(gathered_.size()), matches, matches});
  pool_.insert(pool_.end(), gathered_.begin(), gathered_.end());
  table_.resize(states_.size() << shift_, kUnknown);
  slots_[slot] = made;
  gathered_.clear();
  if (has_end && !matches) {
    ++round_;
    const Entry entry = this->entry(made);
    for (std::size_t i = 0; i < entry.count; ++i) {
      follow(pool_[entry.first + i], false, true);
    }
    for (const std::uint16_t pc : gathered_) {
      if (program_.code[pc].op == Op::match) states_.back().matches_at_end = true;
    }
    gathered_.clear();
  }
  if (states_.size() * 2 > slots_.size()) grow_slots();
  return made;
}

}  // namespace deskbell::regex
