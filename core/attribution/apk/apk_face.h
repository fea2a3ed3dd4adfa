// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/apk/apk_files.h"
#include "attribution/app_face.h"

#include <memory>
#include <vector>

namespace telltale::attribution::apk {

/// An app's APK, and those that belong to it (for a density, for a language).
using ApkParts = std::vector<std::unique_ptr<ApkFiles>>;

/// The label and the icon of an app as its manifest names them: the label in the app's default language; the icon as an
/// adaptive one of pictures, drawings and colours, else as a picture or a drawing, pictures near to 96 pixels where
/// there are several. What is drawn from shapes is not shown: the problem says so. Total. Package, version, source and
/// time are the caller's.
/// @param parts  the base APK first
AppFace faceOf(const ApkParts &parts);

} // namespace telltale::attribution::apk
