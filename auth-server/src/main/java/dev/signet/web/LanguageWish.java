package dev.signet.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Knows in which language a request is to be answered: what an app asks for, what the
 * person has told. The wishes are asked in the order of {@code @Order}, after what was
 * chosen on a page and before what the browser says; none is asked when something is
 * wrong on our side, so they may look into the database.
 */
public interface LanguageWish {

	/**
	 * The languages wished for.
	 * @return tags (BCP 47), the most wanted first; those that nobody has heard of do no
	 * harm
	 */
	List<String> languages(HttpServletRequest request);

}
