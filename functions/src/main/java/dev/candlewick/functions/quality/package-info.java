/** What may enter a bar: each trade once, and none that comes too late. */
package dev.candlewick.functions.quality;
