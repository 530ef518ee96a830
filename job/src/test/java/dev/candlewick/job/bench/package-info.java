/**
 * Speed, measured: whole runs of the built distribution over a generated day of trades, side by
 * side with what others do with the same files. Nothing here is a test; {@code -Pbench} runs it.
 */
package dev.candlewick.job.bench;
