#pragma once
// Stand-in for libphonenumber's header of the same name: the same LOG and VLOG, without the string
// streams that would pull locale and strftime into the module.
#include <string>
#include <type_traits>

#include "phonenumbers/logger.h"

namespace i18n {
namespace phonenumbers {

class LoggerHandler {
 public:
  explicit LoggerHandler(Logger* impl) : impl_(impl) {}
  ~LoggerHandler() {
    if (impl_ != nullptr) impl_->WriteMessage("\n");
  }

  template <class T>
  LoggerHandler& operator<<(const T& value) {
    if (impl_ == nullptr) return *this;
    if constexpr (std::is_integral_v<T>) {
      impl_->WriteMessage(std::to_string(value));
    } else {
      impl_->WriteMessage(std::string(value));
    }
    return *this;
  }

 private:
  Logger* const impl_;
};

inline LoggerHandler LOG(int level) {
  Logger* const logger = Logger::mutable_logger_impl();
  if (logger == nullptr || logger->level() < level) return LoggerHandler(nullptr);
  logger->WriteLevel();
  return LoggerHandler(logger);
}

inline LoggerHandler VLOG(int verbosity) { return LOG(verbosity + LOG_DEBUG); }

/// Declared for libphonenumber's tests, which bring its original default_logger.cc along.
class StdoutLogger : public Logger {
 public:
  void WriteLevel() override;
  void WriteMessage(const string& message) override;
};

}  // namespace phonenumbers
}  // namespace i18n
