/**
 * Browser journeys through the whole demonstration: four processes, a real database, a
 * real browser.
 */
package dev.signet.journey;
