// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/trail_bar.h"

#include "inspector/flow_layout.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>

namespace telltale::inspector {

using bridge::Theme;

namespace {

constexpr int chipHeight = 22;
constexpr int chipPadding = 9;

/// A rounded chip with its text, followed by the mark that leads on to the next.
class Chip final : public QAbstractButton {
public:
    Chip(const Theme &theme, const TrailStop &stop, bool last, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
        , m_near(stop.near)
        , m_last(last)
    {
        setText(stop.text);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
        setAccessibleName(stop.text);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics metrics(m_theme.body());
        return {metrics.horizontalAdvance(text()) + 2 * chipPadding + 1 + (m_last ? 0 : arrowWidth()), chipHeight};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return {48, chipHeight}; }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor colour = m_theme.color(m_near ? Theme::Role::accent : Theme::Role::soft);
        QRect area = rect();
        if (!m_last) {
            const bool mirrored = layoutDirection() == Qt::RightToLeft;
            QRect arrow = area;
            (mirrored ? arrow.setRight(arrow.left() + arrowWidth()) : arrow.setLeft(arrow.right() - arrowWidth() + 1));
            (mirrored ? area.setLeft(arrow.right()) : area.setRight(arrow.left()));
            painter.setPen(m_theme.color(Theme::Role::faint));
            painter.setFont(m_theme.body());
            painter.drawText(arrow, Qt::AlignCenter, mirrored ? QStringLiteral("‹") : QStringLiteral("›"));
        }
        const QRectF frame = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setPen(
            QPen(hasFocus() || m_near ? m_theme.color(Theme::Role::accent) : m_theme.color(Theme::Role::line),
                hasFocus() ? 2 : 1));
        painter.setBrush(underMouse() ? QBrush(m_theme.color(Theme::Role::sel)) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(frame, chipHeight / 2.0, chipHeight / 2.0);
        painter.setPen(colour);
        painter.setFont(m_theme.body());
        const QFontMetrics metrics(m_theme.body());
        const QRect inner = area.adjusted(chipPadding, 0, -chipPadding, 0);
        painter.drawText(inner, Qt::AlignCenter, metrics.elidedText(text(), Qt::ElideMiddle, inner.width() + 1));
    }
    void enterEvent(QEnterEvent * /*event*/) override { update(); }
    void leaveEvent(QEvent * /*event*/) override { update(); }

private:
    [[nodiscard]] static int arrowWidth() { return 12; }

    const Theme &m_theme;
    bool m_near;
    bool m_last;
};

} // namespace

TrailBar::TrailBar(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *flow = new FlowLayout(this, Theme::space);
    flow->setContentsMargins(12, 6, 12, 6);
    setAccessibleName(tr("Decode steps"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&m_theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TrailBar::setStops(const std::vector<TrailStop> &stops)
{
    m_stops = stops;
    while (auto *item = layout()->takeAt(0)) {
        // The chip that was clicked may still be in its own event.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (std::size_t i = 0; i < stops.size(); ++i) {
        auto *chip = new Chip(m_theme, stops[i], i + 1 == stops.size(), this);
        const int node = stops[i].node;
        connect(chip, &QAbstractButton::clicked, this, [this, node] { emit chosen(node); });
        layout()->addWidget(chip);
        chip->show();
    }
    setAccessibleDescription(text());
    updateGeometry();
}

QString TrailBar::text() const
{
    QStringList texts;
    for (const auto &stop : m_stops)
        texts << stop.text;
    return texts.join(QStringLiteral(" › "));
}

void TrailBar::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy the steps"), this, [this] { QGuiApplication::clipboard()->setText(text()); });
    menu.exec(event->globalPos());
}

} // namespace telltale::inspector

#include "moc_trail_bar.cpp"
