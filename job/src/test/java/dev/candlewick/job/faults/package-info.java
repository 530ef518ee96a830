/** What goes wrong below a process: full disks, clocks that are set, kills at a chosen call. */
package dev.candlewick.job.faults;
