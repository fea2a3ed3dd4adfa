// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile_graph.h"

#include "delegates/app_mark.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace telltale::profile {

using bridge::Theme;

namespace {

constexpr int side = 12;
constexpr int boxGap = 4;
constexpr int padding = 8;
constexpr int headHeight = 20;

/// Profiles name apps as people do.
std::optional<delegates::AppMark> markOfNamed(const bridge::SessionStore &store, const QString &name)
{
    const auto lane = std::find_if(
        store.lanes().begin(), store.lanes().end(), [&name](const bridge::Lane &one) { return one.name == name; });
    return lane == store.lanes().end() ? std::nullopt : delegates::markOf(store, lane->key);
}

} // namespace

ProfileGraph::ProfileGraph(const bridge::SessionStore &store, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("profileGraph"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("What joins what"));
    connect(&theme, &Theme::changed, this, [this] { arrange(); });
    connect(&store, &bridge::SessionStore::changed, this, [this](const bridge::StoreChange &change) {
        if (change.iconsChanged)
            update();
    });
}

void ProfileGraph::setProfile(const session::Profile &profile)
{
    m_profile = profile;
    m_focused = -1;
    arrange();
}

void ProfileGraph::clear()
{
    setProfile({});
}

void ProfileGraph::arrange()
{
    const int boxHeight = QFontMetrics(m_theme.small()).height() + padding;
    const int fits = std::max(2, (height() - headHeight - boxGap) / (boxHeight + boxGap));
    m_graph = graphOf(m_profile, static_cast<std::size_t>(fits));
    const int free = width() - 2 * side;
    const int appWidth = free * 20 / 100;
    const int identifierWidth = free * 28 / 100;
    const int factWidth = free * 38 / 100;
    const int identifierLeft = side + appWidth + (free - appWidth - identifierWidth - factWidth) / 2;
    m_apps = columnOf(m_graph.apps, side, appWidth);
    m_identifiers = columnOf(m_graph.identifiers, identifierLeft, identifierWidth);
    m_facts = columnOf(m_graph.facts, width() - side - factWidth, factWidth);
    update();
}

ProfileGraph::Column ProfileGraph::columnOf(const std::vector<GraphNode> &nodes, int left, int width) const
{
    Column column;
    const int boxHeight = QFontMetrics(m_theme.small()).height() + padding;
    const int all = static_cast<int>(nodes.size()) * (boxHeight + boxGap);
    int top = headHeight + std::max(0, (height() - headHeight - all) / 2);
    for (const GraphNode &node : nodes) {
        const QRect place(left, top, width, boxHeight);
        column.push_back({QStyle::visualRect(layoutDirection(), rect(), place), &node});
        top += boxHeight + boxGap;
    }
    return column;
}

void ProfileGraph::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Theme::Role::pane));
    if (m_graph.identifiers.empty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    paintEdges(painter, m_apps, m_identifiers, m_graph.fromApps);
    paintEdges(painter, m_identifiers, m_facts, m_graph.toFacts);
    painter.setFont(m_theme.head());
    painter.setPen(m_theme.color(Theme::Role::soft));
    const auto head = [&](const Column &column, const QString &text) {
        if (column.empty())
            return;
        const QRect place(column.front().place.left(), 0, column.front().place.width(), headHeight);
        painter.drawText(place, QStyle::visualAlignment(layoutDirection(), Qt::AlignVCenter | Qt::AlignLeft),
            painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    };
    head(m_apps, tr("Sent by"));
    head(m_identifiers, tr("Joined by"));
    head(m_facts, tr("What %1 can join").arg(QString::fromStdString(m_profile.recipient)));
    paintBoxes(painter, m_apps);
    paintBoxes(painter, m_identifiers);
    paintBoxes(painter, m_facts);
}

void ProfileGraph::paintEdges(
    QPainter &painter, const Column &from, const Column &to, const std::vector<GraphEdge> &edges) const
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    painter.setBrush(Qt::NoBrush);
    for (const GraphEdge &edge : edges) {
        const QRect &a = from[edge.from].place;
        const QRect &b = to[edge.to].place;
        const QPointF start(mirrored ? a.left() : a.right() + 1, a.center().y() + 0.5);
        const QPointF end(mirrored ? b.right() + 1 : b.left(), b.center().y() + 0.5);
        QPainterPath path(start);
        const qreal bend = (end.x() - start.x()) / 2;
        path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end);
        painter.setPen(
            QPen(m_theme.color(edge.incognito ? Theme::Role::priv : Theme::Role::faint), edge.incognito ? 1.5 : 1));
        painter.drawPath(path);
    }
}

QRect ProfileGraph::paintMark(QPainter &painter, const Box &box) const
{
    const QRect inside = box.place.adjusted(padding, 0, -padding, 0);
    const auto mark = box.node->kind == GraphNode::Kind::app ? markOfNamed(m_store, box.node->text) : std::nullopt;
    if (!mark)
        return inside;
    const int side = box.place.height() - 6;
    const QRect place(box.place.left() + 3, box.place.top() + 3, side, side);
    delegates::paintAppMark(painter, QStyle::visualRect(layoutDirection(), box.place, place), *mark, m_theme);
    const QRect rest = inside.adjusted(side, 0, 0, 0);
    return QStyle::visualRect(layoutDirection(), box.place, rest);
}

void ProfileGraph::paintBoxes(QPainter &painter, const Column &column) const
{
    painter.setFont(m_theme.small());
    for (const Box &box : column) {
        const GraphNode &node = *box.node;
        const bool account = node.kind == GraphNode::Kind::account;
        const bool focused = hasFocus() && m_focused >= 0 && static_cast<std::size_t>(m_focused) < m_facts.size()
            && m_facts[static_cast<std::size_t>(m_focused)].node == &node;
        painter.setBrush(m_theme.color(node.incognito ? Theme::Role::privBg
                : account                             ? Theme::Role::hl
                                                      : Theme::Role::bg));
        painter.setPen(QPen(m_theme.color(focused    ? Theme::Role::accent
                                    : node.incognito ? Theme::Role::priv
                                                     : Theme::Role::line),
            focused ? 2 : 1));
        painter.drawRoundedRect(QRectF(box.place).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        QString text = node.text;
        if (account)
            text = tr("account %1").arg(text);
        else if (node.incognito)
            text = tr("private: %1").arg(text);
        painter.setPen(m_theme.color(node.kind == GraphNode::Kind::more ? Theme::Role::soft : Theme::Role::ink));
        const QRect inside = paintMark(painter, box);
        painter.drawText(inside, QStyle::visualAlignment(layoutDirection(), Qt::AlignVCenter | Qt::AlignLeft),
            painter.fontMetrics().elidedText(
                text, node.kind == GraphNode::Kind::identifier ? Qt::ElideRight : Qt::ElideMiddle, inside.width()));
    }
}

const ProfileGraph::Box *ProfileGraph::boxAt(const QPoint &at) const
{
    for (const Column *column : {&m_apps, &m_identifiers, &m_facts}) {
        const auto found =
            std::find_if(column->begin(), column->end(), [&](const Box &box) { return box.place.contains(at); });
        if (found != column->end())
            return &*found;
    }
    return nullptr;
}

void ProfileGraph::resizeEvent(QResizeEvent *)
{
    arrange();
}

void ProfileGraph::mousePressEvent(QMouseEvent *event)
{
    const Box *box = boxAt(event->position().toPoint());
    if (box != nullptr && box->node->exchange)
        emit exchangeChosen(*box->node->exchange);
}

void ProfileGraph::mouseMoveEvent(QMouseEvent *event)
{
    const Box *box = boxAt(event->position().toPoint());
    setCursor(box != nullptr && box->node->exchange ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ProfileGraph::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(m_facts.size()) - 1;
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        m_focused = std::clamp(m_focused + (event->key() == Qt::Key_Down ? 1 : -1), 0, std::max(0, last));
        update();
        return;
    }
    const bool chosen =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (chosen && m_focused >= 0 && m_focused <= last) {
        if (const auto &exchange = m_facts[static_cast<std::size_t>(m_focused)].node->exchange)
            emit exchangeChosen(*exchange);
        return;
    }
    QWidget::keyPressEvent(event);
}

bool ProfileGraph::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Box *box = boxAt(help->pos());
        QToolTip::showText(help->globalPos(), box != nullptr ? box->node->tip : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace telltale::profile

#include "moc_profile_graph.cpp"
