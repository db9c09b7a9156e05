// What a decoder answers to a payload that it cannot believe.
#pragma once

#include <string>
#include <utility>

#include "base/result.h"

namespace deskbell::providers {

/// @param detail what was wrong and where; who sent it is added by whoever chose the decoder
inline Error bad_payload(std::string detail) { return {ErrorCode::bad_payload, std::move(detail)}; }

}  // namespace deskbell::providers
