/**
 * The Deep Netts front end: feed-forward networks by their builder. Read in Deep Netts Community
 * Edition 1.13.2.
 */
package modellint.deepnetts;
