/** What is wrong at present, said once when it begins and once when it ends. */
package dev.candlewick.functions.health;
