// The words of the rules, each list from its .def file.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace deskbell::rules {

enum class ActionType : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "rules/actions.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kActionTypeNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "rules/actions.def"
#undef DESKBELL_ITEM
};

enum class Moment : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "rules/moments.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kMomentNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "rules/moments.def"
#undef DESKBELL_ITEM
};

enum class ClientKind : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "rules/client_kinds.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kClientKindNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "rules/client_kinds.def"
#undef DESKBELL_ITEM
};

enum class Answerer : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "rules/answerers.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kAnswererNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "rules/answerers.def"
#undef DESKBELL_ITEM
};

enum class CallResult : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "rules/call_results.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kCallResultNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "rules/call_results.def"
#undef DESKBELL_ITEM
};

enum class Operator : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "rules/operators.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kOperatorNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "rules/operators.def"
#undef DESKBELL_ITEM
};

enum class Assignee : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "rules/assignees.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kAssigneeNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "rules/assignees.def"
#undef DESKBELL_ITEM
};

enum class EntityType : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "rules/entities.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kEntityTypeNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "rules/entities.def"
#undef DESKBELL_ITEM
};

enum class LocationKind : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "rules/locations.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kLocationKindNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "rules/locations.def"
#undef DESKBELL_ITEM
};

enum class RouteStep : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "rules/route_steps.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kRouteStepNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "rules/route_steps.def"
#undef DESKBELL_ITEM
};

}  // namespace deskbell::rules
