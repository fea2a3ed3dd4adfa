// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>

#include <array>

namespace telltale::bridge {

namespace {

constexpr int bodyPixels = 13;
constexpr int smallPixels = 11;
constexpr int monoPixels = 12;

// In the order of Theme::Role.
constexpr std::array<QRgb, 15> lightColours{0xfff6f7f9, 0xffffffff, 0xffdfe3e8, 0xff1b1f24, 0xff5b6470, 0xff6f7885,
    0xff2457c5, 0xffc8321f, 0xfffdecea, 0xff6b3fa0, 0x146b3fa0, 0xff1f7a4d, 0xffe6eefc, 0xffffe8a3, 0xffffffff};
constexpr std::array<QRgb, 15> darkColours{0xff14171b, 0xff1b1f25, 0xff2d333b, 0xffe7eaee, 0xffa7b0bb, 0xff88929f,
    0xff7aa5ff, 0xffff7a66, 0xff3a1f1c, 0xffb794f6, 0x18b794f6, 0xff59c08a, 0xff24324d, 0xff5a4a12, 0xff15101d};

// Blue, bluish green, orange, sky blue, reddish purple, yellow, black (Okabe and Ito 2008); yellow
// is darkened on white, and black turned to near white on dark, so that each stands out.
constexpr std::array<QRgb, 8> lightApps{
    0xff0072b2, 0xff009e73, 0xffe69f00, 0xff56b4e9, 0xffcc79a7, 0xffb5a800, 0xff3b424b, 0xff8a93a0};
constexpr std::array<QRgb, 8> darkApps{
    0xff4aa3df, 0xff2bc49a, 0xfff0b53c, 0xff8fcdf2, 0xffe0a3c6, 0xfff0e442, 0xffd5dae1, 0xff7a8491};

bool systemIsDark()
{
    const QPalette system = QGuiApplication::palette();
    return system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
}

QFont sized(QFont font, int pixels)
{
    font.setPixelSize(pixels);
    return font;
}

} // namespace

Theme::Theme(Mode mode, QObject *parent)
    : QObject(parent)
    , m_mode(mode)
{
    update();
    if (auto *application = QCoreApplication::instance())
        application->installEventFilter(this);
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    update();
}

void Theme::update()
{
    const bool dark = m_mode == Mode::dark || (m_mode == Mode::system && systemIsDark());
    if (dark == m_dark)
        return;
    m_dark = dark;
    emit changed();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && watched == QCoreApplication::instance())
        update();
    return QObject::eventFilter(watched, event);
}

QColor Theme::color(Role role) const
{
    return QColor::fromRgba((m_dark ? darkColours : lightColours)[static_cast<std::size_t>(role)]);
}

QColor Theme::app(int index) const
{
    const auto &colours = m_dark ? darkApps : lightApps;
    return QColor::fromRgba(colours[static_cast<std::size_t>(index < 0 || index > greyColour ? greyColour : index)]);
}

QFont Theme::body() const
{
    return sized(QFontDatabase::systemFont(QFontDatabase::GeneralFont), bodyPixels);
}

QFont Theme::bold() const
{
    QFont font = body();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::small() const
{
    return sized(body(), smallPixels);
}

QFont Theme::head() const
{
    QFont font = small();
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::PercentageSpacing, 104);
    return font;
}

QFont Theme::mono() const
{
    return sized(QFontDatabase::systemFont(QFontDatabase::FixedFont), monoPixels);
}

QPalette Theme::palette() const
{
    QPalette colours;
    colours.setColor(QPalette::Window, color(Role::bg));
    colours.setColor(QPalette::WindowText, color(Role::ink));
    colours.setColor(QPalette::Base, color(Role::pane));
    colours.setColor(QPalette::AlternateBase, color(Role::bg));
    colours.setColor(QPalette::Text, color(Role::ink));
    colours.setColor(QPalette::Button, color(Role::pane));
    colours.setColor(QPalette::ButtonText, color(Role::ink));
    colours.setColor(QPalette::Highlight, color(Role::sel));
    colours.setColor(QPalette::HighlightedText, color(Role::ink));
    colours.setColor(QPalette::PlaceholderText, color(Role::faint));
    colours.setColor(QPalette::Link, color(Role::accent));
    colours.setColor(QPalette::ToolTipBase, color(Role::pane));
    colours.setColor(QPalette::ToolTipText, color(Role::ink));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        colours.setColor(QPalette::Disabled, role, color(Role::faint));
    return colours;
}

} // namespace telltale::bridge

#include "moc_theme.cpp"
