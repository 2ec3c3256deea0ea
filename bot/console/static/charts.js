// Draws each chart from the data block beside it. Patterns tell the series apart without colour.
"use strict";

const COLOURS = {
  light: ["#0b6e75", "#c9892b", "#4a6fb5", "#a8324a", "#7a8791", "#5d4a8a"],
  dark: ["#4cc3c9", "#e8b45c", "#8fb0f0", "#f08a9c", "#9aa7b0", "#b7a2e8"],
};

function options(data, dark) {
  const ink = dark ? "#d5dfe4" : "#24343c";
  const line = dark ? "#34444c" : "#dde4e8";
  const font = getComputedStyle(document.body).fontFamily;
  const narrow = window.innerWidth < 620;
  const text = { color: ink, fontFamily: font, fontSize: narrow ? 11 : 12.5 };
  return {
    color: COLOURS[dark ? "dark" : "light"],
    textStyle: { fontFamily: font },
    animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    aria: { enabled: true, decal: { show: data.series.length > 1 } },
    grid: { left: 4, right: 36, top: data.series.length > 1 ? 58 : 8, bottom: 4, containLabel: true },
    legend: { show: data.series.length > 1, top: 0, left: 0, textStyle: text, itemWidth: 22, itemHeight: 14, type: "plain" },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, renderMode: "richText" },
    xAxis: { type: "value", minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: line } } },
    yAxis: {
      type: "category",
      inverse: true,
      data: data.categories,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { ...text, width: narrow ? 110 : 250, overflow: "break", lineHeight: narrow ? 13 : 16 },
    },
    series: data.series.map(([name, values]) => ({
      name,
      type: "bar",
      stack: "all",
      barMaxWidth: 26,
      data: values,
      label: { show: data.series.length === 1, position: "right", ...text },
    })),
  };
}

function draw() {
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  for (const place of document.querySelectorAll("[data-chart]")) {
    const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    const wraps = window.innerWidth < 620 && data.categories.some((name) => name.length > 12);
    place.style.height = `${data.categories.length * (wraps ? 58 : 34) + (data.series.length > 1 ? 100 : 50)}px`;
    const chart = echarts.getInstanceByDom(place) || echarts.init(place, null, { renderer: "canvas" });
    chart.setOption(options(data, dark), true);
    chart.resize();
  }
}

draw();
window.addEventListener("resize", draw);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
