package org.continuum.http;

/**
 * What is being answered, for those who go on when the request has been taken.
 *
 * @param operationId of the contract; empty for what it leaves out
 * @param correlation how the exchange is named in the service's logs
 */
public record Exchange(String operationId, String correlation) {}
