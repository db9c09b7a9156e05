#pragma once
// libphonenumber includes this header of ICU and uses nothing of it.
