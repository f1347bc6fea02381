/** Charts as SVG shapes with computed coordinates; a template prints them. */
package dev.weir.bench.report.chart;
