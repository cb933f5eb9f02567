/**
 * The pages of the console: what needs an administrator, and the providers and
 * directories by which people sign in from elsewhere, from the choice of a kind to one
 * that is live. Decides nothing; it shows what the packages below found and calls their
 * verbs. Whatever changes something wants a fresh sign-in. Routes: /admin,
 * /admin/providers and below, /admin/directories and below.
 */
@NullMarked
package dev.signet.admin.web;

import org.jspecify.annotations.NullMarked;
