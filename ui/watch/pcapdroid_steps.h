// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/pcapdroid_plan.h"

#include <QStringList>

namespace telltale::watch {

/// What a person does in PCAPdroid on the phone, one sentence a step, in the words that its menus have (release 1.9.1,
/// English): its options stand between quotation marks.
[[nodiscard]] QStringList pcapdroidSteps(const bridge::PcapdroidPlan &plan);

} // namespace telltale::watch
