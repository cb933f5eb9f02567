/**
 * The pages of the console: what needs an administrator, the providers and directories by
 * which people sign in from elsewhere, from the choice of a kind to one that is live, and
 * what was decided about those who came. Decides nothing; it shows what the packages
 * below found and calls their verbs. Whatever changes something wants a fresh sign-in.
 * Routes: /admin, /admin/providers, /admin/directories, /admin/decisions and below.
 */
@NullMarked
package dev.signet.admin.web;

import org.jspecify.annotations.NullMarked;
