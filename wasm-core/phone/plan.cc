#include "phone/plan.h"

#include <algorithm>
#include <memory>

#include "phonenumbers/metadata.h"
#include "phonenumbers/short_metadata.h"

namespace deskbell::phone {
namespace {

using google::protobuf::WireReader;
using google::protobuf::WireType;

/// One country's plan, or that of a calling code that belongs to none, within the compiled data.
struct IndexedPlan {
  std::string_view id;
  int calling_code = 0;
  bool main = false;  // of several countries with one calling code
  std::string_view bytes;
  std::unique_ptr<const PhoneMetadata> read;  // when it is first asked for
};

/// Where each plan lies, so that the first number needs to read one of them only: all of them take
/// libphonenumber milliseconds.
class PlanIndex {
 public:
  PlanIndex(const void* data, int size) {
    WireReader in({static_cast<const char*>(data), static_cast<std::size_t>(size)});
    std::uint32_t field = 0;
    WireType type{};
    std::string_view bytes;
    while (!in.at_end() && in.read_tag(&field, &type) && in.read_bytes(&bytes)) {
      plans_.push_back(look(bytes));
    }
  }

  const PhoneMetadata* of_region(std::string_view id) {
    for (IndexedPlan& plan : plans_) {
      if (plan.id == id) return read(plan);
    }
    return nullptr;
  }
  std::vector<const PhoneMetadata*> of_code(int calling_code) {
    std::vector<const PhoneMetadata*> found;
    for (IndexedPlan& plan : plans_) {
      if (plan.calling_code != calling_code) continue;
      found.insert(plan.main ? found.begin() : found.end(), read(plan));
    }
    return found;
  }
  std::string_view main_region(int calling_code) const {
    std::string_view found;
    for (const IndexedPlan& plan : plans_) {
      if (plan.calling_code == calling_code && (plan.main || found.empty())) found = plan.id;
    }
    return found;
  }

  static constexpr std::string_view kNoCountry = "001";

 private:
  /// Numbers of the fields: phonemetadata.pb.h. scripts/phone-metadata.mjs writes these three
  /// first.
  static IndexedPlan look(std::string_view bytes) {
    IndexedPlan plan;
    plan.bytes = bytes;
    WireReader in(bytes);
    std::uint32_t field = 0;
    WireType type{};
    while (!in.at_end() && in.read_tag(&field, &type)) {
      std::uint64_t value = 0;
      bool ok = true;
      if (field == 9) {
        ok = in.read_bytes(&plan.id);
      } else if (field == 10 || field == 22) {
        ok = in.read_varint(&value);
        if (field == 10) plan.calling_code = static_cast<int>(value);
        if (field == 22) plan.main = value != 0;
      } else {
        break;
      }
      if (!ok) break;
    }
    return plan;
  }

  static const PhoneMetadata* read(IndexedPlan& plan) {
    if (!plan.read) {
      auto made = std::make_unique<PhoneMetadata>();
      made->MergeFromBytes(plan.bytes);
      plan.read = std::move(made);
    }
    return plan.read.get();
  }

  std::vector<IndexedPlan> plans_;
};

PlanIndex& plan_index() {
  thread_local PlanIndex made(i18n::phonenumbers::metadata_get(),
                              i18n::phonenumbers::metadata_size());
  return made;
}

}  // namespace

const PhoneNumberUtil& util() { return *PhoneNumberUtil::GetInstance(); }

const PhoneMetadata* plan_of(const std::string& region) {
  return region == PlanIndex::kNoCountry ? nullptr : plan_index().of_region(region);
}

const PhoneMetadata* short_plan_of(const std::string& region) {
  thread_local PlanIndex made(i18n::phonenumbers::short_metadata_get(),
                              i18n::phonenumbers::short_metadata_size());
  return made.of_region(region);
}

std::vector<const PhoneMetadata*> plans_of_code(int calling_code) {
  return plan_index().of_code(calling_code);
}

std::string known_region(std::string_view country) {
  if (country.size() != 2) return {};
  std::string region;
  for (const char c : country) {
    region.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  }
  if (region == "UK") region = "GB";
  if (region == "EL") region = "GR";
  return plan_of(region) == nullptr ? std::string() : region;
}

std::string main_region(int calling_code) {
  return std::string(plan_index().main_region(calling_code));
}

std::string national_digits(const PhoneNumber& number) {
  std::string digits;
  util().GetNationalSignificantNumber(number, &digits);
  return digits;
}

std::string e164_of(const PhoneNumber& number) {
  std::string text = "+" + std::to_string(number.country_code()) + national_digits(number);
  if (text.size() > kMaxE164Digits + 1) text.clear();
  return text;
}

std::uint64_t key_of(std::string_view e164) {
  std::uint64_t key = 0;
  for (const char c : e164) {
    if (c >= '0' && c <= '9') key = key * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return key;
}

}  // namespace deskbell::phone
