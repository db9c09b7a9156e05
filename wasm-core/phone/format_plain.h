#pragma once
#include <cstdint>
#include <string_view>

#include "phone/plain_number.h"

namespace deskbell::phone {

/// More bytes than one form of a number ever takes, without its extension.
inline constexpr std::size_t kMaxFormBytes = 240;

class Formats;

/// Writes a national number as libphonenumber's Format does, by formats that are kept ready.
class PlainFormatter {
 public:
  /// @param national of a PlainNumber: copy_short() reads behind its digits
  PlainFormatter(CodePlan& code, std::string_view national) : code_(code), national_(national) {}

  /// @param out room for kMaxFormBytes
  /// @return behind the form; null when this number is to be written the full way
  char* write_national(char* out);
  /// The same with `+` and the calling code.
  char* write_international(char* out);

 private:
  std::uint32_t choose_nationally(Formats& formats);

  CodePlan& code_;
  std::string_view national_;
  std::uint32_t chosen_ = kNotChosen;
  static constexpr std::uint32_t kNotChosen = 0xFFFFFFFF;
};

/// Whether a text of only the national number would not count as this number among others, because
/// people of its country always write the trunk prefix. False also when it is not sure.
bool needs_trunk_prefix(CodePlan& code, std::string_view national);

}  // namespace deskbell::phone
