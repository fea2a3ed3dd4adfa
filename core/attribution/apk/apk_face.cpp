// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/apk_face.h"

#include "attribution/apk/apk_limits.h"
#include "attribution/apk/apk_resources.h"
#include "attribution/apk/binary_xml.h"

#include <optional>
#include <utility>

namespace telltale::attribution::apk {

namespace {

std::optional<XmlElement> applicationOf(ApkFiles &base)
{
    const auto manifest = base.read("AndroidManifest.xml", ApkLimits::manifestBytes);
    if (!manifest)
        return std::nullopt;
    BinaryXml xml(*manifest);
    while (auto element = xml.next()) {
        if (element->depth == 1 && element->name == "application")
            return element;
    }
    return std::nullopt;
}

/// True if it gave the icon.
bool takeIcon(ApkResources &resources, const XmlAttribute *icon, AppFace &face)
{
    if (icon == nullptr)
        return false;
    face.icon = resources.layersOf(icon->value);
    face.adaptive = !face.icon.empty();
    if (face.adaptive)
        return true;
    if (std::string picture = resources.pictureOf(icon->value); !picture.empty())
        face.icon = {IconLayer{std::move(picture), 0}};
    else if (std::string drawing = resources.drawingOf(icon->value); !drawing.empty())
        face.icon = {IconLayer{std::move(drawing), 0}};
    return !face.icon.empty();
}

} // namespace

AppFace faceOf(const ApkParts &parts)
{
    AppFace face;
    const auto application = parts.empty() ? std::nullopt : applicationOf(*parts.front());
    if (!application) {
        face.problem = "The app's manifest could not be read.";
        return face;
    }
    ApkResources resources(parts);
    if (const XmlAttribute *label = application->find(AndroidAttribute::label, "label"))
        face.label = resources.textOf(label->value, label->text);
    const XmlAttribute *icon = application->find(AndroidAttribute::icon, "icon");
    const XmlAttribute *round = application->find(AndroidAttribute::roundIcon, "roundIcon");
    if (!takeIcon(resources, icon, face) && !takeIcon(resources, round, face))
        face.problem = icon == nullptr && round == nullptr ? "The app has no icon."
                                                           : "The app's icon is drawn in a way that is not shown here.";
    return face;
}

} // namespace telltale::attribution::apk
