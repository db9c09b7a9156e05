#include "phone/regex/program.h"

#include <algorithm>
#include <utility>

namespace deskbell::regex {
namespace {

using Op = Instruction::Op;

/// Where the fork of the last joined program leads to: nowhere yet.
constexpr std::uint32_t kNextProgram = 0xFFFF;

class Compiler {
 public:
  std::optional<Program> run(const Syntax& syntax) {
    program_.groups = syntax.groups;
    emit(syntax.root);
    push({Op::match});
    if (too_long_) return std::nullopt;
    return std::move(program_);
  }

 private:
  std::uint32_t here() const { return static_cast<std::uint32_t>(program_.code.size()); }

  std::uint32_t push(Instruction step) {
    if (program_.code.size() >= kMaxInstructions) {
      too_long_ = true;
      return 0;
    }
    program_.code.push_back(step);
    return here() - 1;
  }

  void emit(const Node& node) {
    if (too_long_) return;
    switch (node.kind) {
      case Node::Kind::empty:
        return;
      case Node::Kind::set:
        emit_set(node.set);
        return;
      case Node::Kind::begin:
        push({Op::begin});
        return;
      case Node::Kind::end:
        push({Op::end});
        return;
      case Node::Kind::capture:
        push({Op::save, 2 * node.group});
        emit(node.children[0]);
        push({Op::save, 2 * node.group + 1});
        return;
      case Node::Kind::sequence:
        for (const Node& child : node.children) emit(child);
        return;
      case Node::Kind::choice:
        emit_choice(node);
        return;
      case Node::Kind::repeat:
        emit_repeat(node);
        return;
    }
  }

  void emit_set(const CharSet& set) {
    if (const int only = set.single_ascii(); only >= 0) {
      push({Op::ascii, static_cast<std::uint32_t>(only)});
      return;
    }
    auto found = std::find(program_.sets.begin(), program_.sets.end(), set);
    if (found == program_.sets.end()) found = program_.sets.insert(found, set);
    push({Op::set, static_cast<std::uint32_t>(found - program_.sets.begin())});
  }

  void emit_choice(const Node& node) {
    std::vector<std::uint32_t> exits;
    for (std::size_t i = 0; i + 1 < node.children.size(); ++i) {
      const std::uint32_t fork = push({Op::split});
      program_.code[fork].x = here();
      emit(node.children[i]);
      exits.push_back(push({Op::jump}));
      program_.code[fork].y = here();
    }
    emit(node.children.back());
    for (const std::uint32_t exit : exits) program_.code[exit].x = here();
  }

  /// Lets a fork choose between the body that follows it and `leave`; lazy prefers to leave.
  void aim(std::uint32_t fork, std::uint32_t body, std::uint32_t leave, bool lazy) {
    program_.code[fork].x = lazy ? leave : body;
    program_.code[fork].y = lazy ? body : leave;
  }

  void emit_repeat(const Node& node) {
    const Node& body = node.children[0];
    for (int i = 0; i < node.min && !too_long_; ++i) emit(body);
    if (node.max == Node::kUnbounded) {
      const std::uint32_t fork = push({Op::split});
      emit(body);
      push({Op::jump, fork});
      if (!too_long_) aim(fork, fork + 1, here(), node.lazy);
      return;
    }
    std::vector<std::uint32_t> forks;
    for (int i = node.min; i < node.max && !too_long_; ++i) {
      forks.push_back(push({Op::split}));
      emit(body);
    }
    if (too_long_) return;
    for (const std::uint32_t fork : forks) aim(fork, fork + 1, here(), node.lazy);
  }

  Program program_;
  bool too_long_ = false;
};

}  // namespace

std::optional<Program> compile(const Syntax& syntax) { return Compiler().run(syntax); }

std::optional<Program> compile(std::string_view pattern) {
  const std::optional<Syntax> syntax = parse_pattern(pattern);
  return syntax ? compile(*syntax) : std::nullopt;
}

bool join(const Program& program, std::uint32_t tag, Program* joined) {
  if (joined->code.size() + program.code.size() + 1 > kMaxInstructions) return false;
  // Each program is entered by a split that leads on to the next; behind the last comes nothing.
  const auto fork = static_cast<std::uint32_t>(joined->code.size());
  for (Instruction& step : joined->code) {
    if (step.op == Op::split && step.y == kNextProgram) step.y = fork;
  }
  joined->code.push_back({Op::split, fork + 1, kNextProgram});
  const auto sets = static_cast<std::uint32_t>(joined->sets.size());
  joined->sets.insert(joined->sets.end(), program.sets.begin(), program.sets.end());
  for (Instruction step : program.code) {
    if (step.op == Op::split || step.op == Op::jump) step.x += fork + 1;
    if (step.op == Op::split) step.y += fork + 1;
    if (step.op == Op::set) step.x += sets;
    if (step.op == Op::match) step.x = tag;
    joined->code.push_back(step);
  }
  return true;
}

}  // namespace deskbell::regex
