// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/vector_picture.h"

#include "attribution/apk/apk_limits.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <vector>

namespace telltale::attribution::apk {

namespace {

constexpr std::uint8_t floatType = 0x04, firstInteger = 0x10, lastInteger = 0x11;
constexpr double largest = 1e6;
constexpr double shownSide = 216; ///< pixels: an adaptive icon's layer at 320 dots per inch
constexpr std::string_view beginning = "<svg xmlns=\"http://www.w3.org/2000/svg\"";

/// Attributes of drawings keep their names in what Android's own tools make.
const XmlAttribute *attributeOf(const XmlElement &element, std::string_view name)
{
    const auto found = std::find_if(element.attributes.begin(), element.attributes.end(),
        [name](const XmlAttribute &one) { return one.name == name; });
    return found == element.attributes.end() ? nullptr : &*found;
}

std::optional<double> numberOf(const ResourceValue &value)
{
    double number = 0;
    if (value.type == floatType)
        number = static_cast<double>(std::bit_cast<float>(value.data));
    else if (value.type >= firstInteger && value.type <= lastInteger)
        number = static_cast<double>(static_cast<std::int32_t>(value.data));
    else
        return std::nullopt;
    return std::isfinite(number) && std::abs(number) <= largest ? std::optional(number) : std::nullopt;
}

std::string text(double number)
{
    std::array<char, 48> digits{};
    const int length = std::snprintf(digits.data(), digits.size(), "%.6g", number);
    return {digits.data(), static_cast<std::size_t>(length)};
}

bool isPath(std::string_view data)
{
    return data.find_first_not_of("MmZzLlHhVvCcSsQqTtAaEe0123456789.,+- \t\n\r") == std::string_view::npos;
}

class Drawing {
public:
    Drawing(base::ByteView file, const ColourOf &colourOf)
        : m_xml(file)
        , m_colourOf(colourOf)
    {
    }

    std::optional<std::string> svg()
    {
        auto element = m_xml.next();
        if (!element || element->name != "vector" || !begin(*element))
            return std::nullopt;
        while (m_good && (element = m_xml.next())) {
            close(element->depth);
            if (element->name == "group")
                group(*element);
            else if (element->name == "path")
                path(*element);
            else
                m_good = false;
        }
        close(0);
        return m_good && m_paths > 0 ? std::optional(m_svg + "</svg>") : std::nullopt;
    }

private:
    bool begin(const XmlElement &vector)
    {
        const double width = number(vector, "viewportWidth", 0), height = number(vector, "viewportHeight", 0);
        m_good = m_good && width > 0 && height > 0 && attributeOf(vector, "tint") == nullptr
            && number(vector, "alpha", 1) == 1;
        const double scale = shownSide / std::max({width, height, 1.0 / largest});
        m_svg = std::string(beginning) + " width=\"" + text(width * scale) + "\" height=\"" + text(height * scale)
            + "\" viewBox=\"0 0 " + text(width) + " " + text(height) + "\">";
        return m_good;
    }

    /// What is not said is @p otherwise; what cannot be read spoils the drawing.
    double number(const XmlElement &element, std::string_view name, double otherwise)
    {
        const XmlAttribute *attribute = attributeOf(element, name);
        if (attribute == nullptr)
            return otherwise;
        const auto value = numberOf(attribute->value);
        m_good = m_good && value;
        return value.value_or(otherwise);
    }

    /// Groups that ended before an element of that depth.
    void close(std::size_t depth)
    {
        while (!m_open.empty() && m_open.back() >= depth) {
            m_svg += "</g>";
            m_open.pop_back();
        }
    }

    /// The pivot is moved to the middle, what is there scaled, turned, and moved back and on (VectorDrawable, VGroup).
    void group(const XmlElement &element)
    {
        const double x = number(element, "pivotX", 0), y = number(element, "pivotY", 0);
        const auto pair = [](const char *name, double a, double b) {
            return std::string(name) + "(" + text(a) + " " + text(b) + ") ";
        };
        const std::string moved =
            pair("translate", number(element, "translateX", 0) + x, number(element, "translateY", 0) + y);
        const std::string turned = "rotate(" + text(number(element, "rotation", 0)) + ") ";
        const std::string scaled = pair("scale", number(element, "scaleX", 1), number(element, "scaleY", 1));
        m_svg += "<g transform=\"" + moved + turned + scaled + pair("translate", -x, -y) + "\">";
        m_open.push_back(element.depth);
        m_good = m_good && m_open.size() <= ApkLimits::groups;
    }

    /// " NAME="#rrggbb" NAME-opacity="0.5""; nothing is "none".
    std::string paint(
        const XmlElement &element, const std::string &name, std::string_view colourName, std::string_view alphaName)
    {
        const XmlAttribute *attribute = attributeOf(element, colourName);
        const double alpha = number(element, alphaName, 1);
        const auto colour = attribute == nullptr ? std::optional<std::uint32_t>(0) : m_colourOf(attribute->value);
        m_good = m_good && colour;
        if (!colour || *colour >> 24 == 0)
            return " " + name + "=\"none\"";
        std::array<char, 16> digits{};
        std::snprintf(digits.data(), digits.size(), "#%06x", *colour & 0xffffffU);
        return " " + name + "=\"" + digits.data() + "\" " + name + "-opacity=\""
            + text(alpha * static_cast<double>(*colour >> 24) / 255) + "\"";
    }

    void path(const XmlElement &element)
    {
        const XmlAttribute *data = attributeOf(element, "pathData");
        const bool trimmed = attributeOf(element, "trimPathStart") != nullptr
            || attributeOf(element, "trimPathEnd") != nullptr || attributeOf(element, "trimPathOffset") != nullptr;
        // A string that was cut is another path.
        m_good = m_good && !trimmed && data != nullptr && isPath(data->text) && !data->text.empty()
            && data->text.size() < ApkLimits::stringBytes;
        if (!m_good)
            return;
        constexpr std::array<const char *, 3> caps{"butt", "round", "square"}, joins{"miter", "round", "bevel"};
        const auto choice = [&](std::string_view name, const std::array<const char *, 3> &of) {
            return of[static_cast<std::size_t>(std::clamp(number(element, name, 0), 0.0, 2.0))];
        };
        m_svg += "<path d=\"" + data->text + "\"" + paint(element, "fill", "fillColor", "fillAlpha")
            + paint(element, "stroke", "strokeColor", "strokeAlpha") + " stroke-width=\""
            + text(number(element, "strokeWidth", 0)) + "\" stroke-linecap=\"" + choice("strokeLineCap", caps)
            + "\" stroke-linejoin=\"" + choice("strokeLineJoin", joins) + "\" stroke-miterlimit=\""
            + text(number(element, "strokeMiterLimit", 4)) + "\" fill-rule=\""
            + (number(element, "fillType", 0) == 1 ? "evenodd" : "nonzero") + "\"/>";
        ++m_paths;
    }

    BinaryXml m_xml;
    const ColourOf &m_colourOf;
    std::string m_svg;
    std::vector<std::size_t> m_open; ///< depths of the groups that are open
    std::size_t m_paths = 0;
    bool m_good = true;
};

} // namespace

std::optional<std::string> svgOfVector(base::ByteView file, const ColourOf &colourOf)
{
    return Drawing(file, colourOf).svg();
}

bool isDrawing(std::string_view svg)
{
    constexpr std::array<std::string_view, 5> tags{"<svg ", "</svg>", "<g transform=\"", "</g>", "<path d=\""};
    constexpr std::array<std::string_view, 5> others{"&", "url", "href", "style", "class"};
    const auto isIn = [svg](std::string_view other) { return svg.find(other) != std::string_view::npos; };
    if (!svg.starts_with(beginning) || std::any_of(others.begin(), others.end(), isIn))
        return false;
    std::size_t groups = 0;
    for (std::size_t at = svg.find('<'); at != std::string_view::npos; at = svg.find('<', at + 1)) {
        const std::string_view rest = svg.substr(at);
        if (std::none_of(tags.begin(), tags.end(), [rest](std::string_view tag) { return rest.starts_with(tag); }))
            return false;
        groups += rest.starts_with("<g ") ? 1 : 0;
        groups -= rest.starts_with("</g>") && groups > 0 ? 1 : 0;
        if (groups > ApkLimits::groups || (at > 0 && rest.starts_with("<svg")))
            return false;
    }
    return true;
}

} // namespace telltale::attribution::apk
